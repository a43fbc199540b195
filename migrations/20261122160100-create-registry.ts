import type { MigrationInterface, QueryRunner } from "typeorm"

/** The homes and persons that cases are about, as the ERP knows them; no field more than the privacy statement names (P5). */
export class CreateRegistry1795363260000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    await database.query(`
      create table home (
        id uuid primary key,
        -- The ERP''s number of the unit (VHE-nummer).
        unit_number text not null unique,
        street text not null,
        house_number text not null,
        postcode text not null check (postcode ~ '^[1-9][0-9]{3}[A-Z]{2}$'),
        city text not null,
        district text not null
      );
      create index home_address on home (postcode, house_number);

      create table person (
        id uuid primary key,
        -- By this the trail names her, and not by the id, which other systems know too: given anew when a case of hers is destroyed,
        -- so that no event of before leads to her.
        trail_reference uuid not null unique default gen_random_uuid(),
        -- Where the data came from (P3): the access report repeats it.
        source text not null check (source in ('ERP', 'INTAKE', 'KLIK_VOOR_WONEN', 'CARE_PARTNER', 'MUNICIPALITY')),
        initials text not null,
        surname text not null,
        birth_date date,
        phone text,
        email text,
        home_id uuid references home
      );
      create index person_home on person (home_id);
      -- The search for a surname compares bytes (see docs/RECORDS.md on prefixes).
      create index person_surname on person (surname collate "C", id);
    `)
  }

  async down(database: QueryRunner): Promise<void> {
    await database.query(`drop table person, home`)
  }
}
