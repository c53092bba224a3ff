#!/bin/sh
# Runs once in an empty database: a role that owns the tables, and one that serves requests, owns nothing and is no superuser.
set -eu
psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  --set=owner_password="$OWNER_PASSWORD" --set=service_password="$SERVICE_PASSWORD" <<'SQL'
create role omradeslinjen_owner login createrole password :'owner_password';
create role omradeslinjen_service login noinherit password :'service_password';
select format('alter database %I owner to omradeslinjen_owner', current_database()) \gexec
create extension if not exists postgis;
SQL
