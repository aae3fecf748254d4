-- What people did, in the order they did it. Nothing here is ever overwritten or deleted.
create table if not exists uploads (
    id integer primary key,
    sha256 text not null,            -- of the file's bytes
    file_name text not null,
    format text not null,            -- the layout's file stem
    table_name text not null,        -- dossiers or totals
    first_day text not null,
    last_day text not null,
    known_until text not null,       -- the last day that the file can tell of
    complete integer not null,       -- holds dossiers carried over too, not only those received
    columns text not null,           -- JSON array of the mapped columns
    assumed integer not null,        -- the commune was taken by the rule of last resort
    demonstration integer not null,
    rows_read integer not null,
    rows_stored integer not null,
    rows_set_aside integer not null,
    parquet text not null,
    stored_at text not null,
    stored_by text not null
);
create index if not exists uploads_by_bytes on uploads (sha256);
create table if not exists upload_files (
    upload_id integer primary key references uploads (id),
    sha256 text not null,            -- of its Parquet file, as it was written
    size integer not null            -- in bytes
);
create table if not exists upload_communes (
    upload_id integer not null references uploads (id),
    commune_code text not null,
    row_count integer not null,
    primary key (upload_id, commune_code)
);
create table if not exists problems (
    upload_id integer not null references uploads (id),
    kind text not null,
    row integer not null,
    heading text not null,
    value text not null,
    message text not null
);
create index if not exists problems_by_upload on problems (upload_id);
create table if not exists set_aside (
    upload_id integer not null references uploads (id),
    row integer not null,
    cells text not null              -- JSON object: mapped, non-personal columns only
);
create table if not exists actions (
    id integer primary key,
    upload_id integer not null references uploads (id),
    action text not null check (action in ('withdraw', 'bring_back')),
    done_at text not null,
    done_by text not null
);
create index if not exists actions_by_upload on actions (upload_id);
create table if not exists settings (
    id integer primary key,
    name text not null,
    value text not null,
    done_at text not null,
    done_by text not null
);
create table if not exists tasks_done (
    id integer primary key,
    plan text not null,              -- the plan's file stem
    task_id text not null,
    due_on text not null,            -- the due day that is met; '' for a task without one
    action text not null check (action in ('done', 'undo')),
    finished_on text not null,
    document text not null,          -- the number of the document that it rests on
    done_at text not null,
    done_by text not null
);
create table if not exists late_marks (
    id integer primary key,
    commune_code text not null,
    dossier_code text not null,
    explained integer not null,
    apologised integer not null,
    document text not null,          -- the letter's number; '' where it has none
    done_at text not null,
    done_by text not null
);
create table if not exists plan_versions (
    id integer primary key,
    plan text not null,              -- the plan's key
    content text not null,           -- its TOML; '' where the plan was taken away
    done_at text not null,
    done_by text not null
);
create view if not exists upload_states as
select
    uploads.*,
    coalesce(
        (select action from actions where upload_id = uploads.id order by id desc limit 1),
        'bring_back'
    ) = 'withdraw' as withdrawn
from uploads;
