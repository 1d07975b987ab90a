-- The two roles of a new database: one owns the tables, the other serves and may add events and read them, not change them.
-- psql reads the passwords from the environment; compose.yaml runs this when the volume is empty.

\set ON_ERROR_STOP on
\getenv owner_password DISPATCH_OWNER_PASSWORD
\getenv app_password DISPATCH_APP_PASSWORD
CREATE ROLE dispatch_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE dispatch_app LOGIN PASSWORD :'app_password';
GRANT dispatch_app TO dispatch_owner;
SELECT format('ALTER DATABASE %I OWNER TO dispatch_owner', current_database()) \gexec
