const ofLargeObjects = "pronamespace = 'pg_catalog'::regnamespace and proname ~ '^lo(_|read$|write$)'"

/**
 * Large objects lie beside all tables and rules, and PostgreSQL lets everybody make them: a place to leave data that has no term. Only a
 * superuser can take that away. One line, because operators are given it to run.
 */
export const withoutLargeObjects = `do $$ declare f regprocedure; begin for f in select oid from pg_proc where ${ofLargeObjects} loop execute format('revoke execute on function %s from public', f); end loop; end $$`

/** Whether a role may make them, and whether we may take that away. */
export const largeObjectsFor = (role: string): string => `
  select exists (select from pg_proc where ${ofLargeObjects} and has_function_privilege('${role}', oid, 'execute')) as open,
    (select rolsuper from pg_roles where rolname = current_user) as mighty`
