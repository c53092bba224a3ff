// What lies before every address of the service: empty, or the path it was given at start (BASE_URL_PREFIX).

/** Without a slash at the end. The service writes it into the page. */
export const basePath = document.querySelector<HTMLMetaElement>('meta[name="base-path"]')?.content ?? "";
