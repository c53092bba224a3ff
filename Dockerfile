# The service in two steps: build the page with everything installed, then keep only what runs.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN node web/build.ts --always

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force
COPY engine engine
COPY data data
COPY sql sql
COPY api api
COPY --from=build /app/web/dist web/dist
RUN mkdir -p var /var/lib/omradeslinjen && chown node:node var /var/lib/omradeslinjen
USER node
ENV HOST=0.0.0.0
ENV PORT=8281
EXPOSE 8281
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}${process.env.BASE_URL_PREFIX || '/api'}/health/ready`).then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "api/main.ts"]
