import type { MigrationInterface, QueryRunner } from "typeorm"

/** Which form the tables have: the service is to know before it serves, and its roles may not read what TypeORM keeps. */
export class ShowMigrations1795363140000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await database.query(`
      create function migrations_that_ran() returns text[]
        language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select coalesce(array_agg(name::text order by id), '{}') from migrations
      $$;
      comment on function migrations_that_ran is 'Definer, because no serving role may read the table of migrations: shows their names, and nothing else of it.';
      revoke all on function migrations_that_ran from public;
      grant execute on function migrations_that_ran to woonrust_staff, woonrust_officer, woonrust_keeper;
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`drop function migrations_that_ran`)
  }
}
