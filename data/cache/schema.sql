-- Fields stand here by their one name (data/fields.py).
-- The cache that the pages read. Built from the record alone: losing it loses nothing.
-- By this table the program knows its own file again.
create table if not exists about (schema_text varchar, counts_text varchar, made_by varchar);
-- The record's version that all rows here are of, in one row.
create table if not exists shown (version varchar not null);
-- What the cache was built from: one row a commune and upload that counts.
create table if not exists sources (
    commune_code varchar not null,
    upload_id integer not null,
    table_name varchar not null,
    layout varchar not null,
    parquet varchar not null,        -- ids begin anew with a new record, names do not
    first_day date not null,
    last_day date not null,
    known_until date not null,
    complete boolean not null,
    columns varchar[] not null,
    demonstration boolean not null,
    words varchar not null,          -- what people said that words of its layout mean
    is_waiting boolean not null default false -- no row of the commune in it counts: all wait
);
-- The current state of each dossier; upload_id and row lead back to the file that says so.
create table if not exists dossiers (
    commune_code varchar not null,
    dossier_code varchar not null,
    procedure_code varchar,
    procedure varchar,
    field varchar,
    channel varchar,
    received_on date,
    due_on date,
    finished_on date,
    state varchar,
    fee double,
    payment varchar,
    digitised varchar,
    result_digitised varchar,
    result_electronic varchar,
    reused varchar,
    apologised varchar,
    rating varchar,
    non_territorial varchar,         -- received for another commune
    upload_id integer not null,
    row integer not null,
    known_until date not null,       -- the last day of the latest list that holds the dossier
    counted boolean not null,        -- false where a later list of another commune holds it
    online_end_to_end boolean not null,
    paper_result boolean not null,   -- the procedure gives a paper result
    was_explained boolean not null,  -- marked here: why it is late was reported
    was_apologised boolean not null, -- by the list, or marked here
    late_from date,                  -- the first day on which it stands as late
    ended_on date,                   -- finished, or the last day on which it was seen open
    closed_on date                   -- the first day on which it no longer stands open
);
-- The newest mark on a late dossier that each commune's rows were built with.
create table if not exists marked (commune_code varchar not null, last_mark integer not null);
-- The counts of forms; n is null where the form's cell could not be trusted.
create table if not exists totals (
    commune_code varchar not null,
    upload_id integer not null,
    part varchar not null,           -- what the line names, or the document that a typed count
                                     -- rests on; empty where it is the whole commune
    is_field boolean not null,       -- the parts are fields
    measure varchar not null,
    n bigint
);
-- Lists of a commune that has several, also those that a newer one of the same days replaced.
create table if not exists list_versions (
    commune_code varchar not null, upload_id integer not null, parquet varchar not null
);
-- What differs of a dossier between one list that holds it and the next: days that both give.
create table if not exists list_changes (
    commune_code varchar not null,
    dossier_code varchar not null,
    upload_id integer not null,      -- the later list
    earlier_upload_id integer not null,
    changed_on date not null,        -- the last day that the later list knows
    received_before date,
    received_after date,
    due_before date,
    due_after date,
    finished_before date,
    finished_after date,
    late_no_more boolean not null    -- late by the earlier list, not by the later
);
-- How many dossiers stand both in a list and in one before it.
create table if not exists list_comparisons (
    commune_code varchar not null, changed_on date not null, n bigint not null
);
