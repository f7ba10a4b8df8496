import type { Sql } from "postgres";

/**
 * Every shape the tables ever had, oldest first; a database is brought forward from where it stands.
 * Documents are `json`, not `jsonb`: the order of keys is what a function sees, and NUL is allowed.
 */
const migrations = [
  `
  create table jobs.function (id text primary key, config json not null);
  create table jobs.event (
    id text primary key,
    seq bigint generated always as identity unique,
    name text not null,
    body json not null,
    received_at timestamptz not null,
    once_key text unique,
    routed boolean not null default false
  );
  create index event_unrouted on jobs.event (seq) where not routed;
  create index event_age on jobs.event (received_at);
  create table jobs.run (
    id text primary key,
    function_id text not null,
    status text not null default 'running' check (status in ('running', 'completed', 'failed', 'cancelled')),
    events json not null,
    output json,
    queue text not null,
    limits jsonb not null,
    version int not null default -1,
    planned boolean not null default false,
    parent_run text,
    parent_step text,
    once_key text unique,
    created_at timestamptz not null,
    ended_at timestamptz
  );
  create index run_recent on jobs.run (created_at);
  create index run_ended on jobs.run (ended_at) where ended_at is not null;
  create table jobs.step (
    run_id text not null references jobs.run on delete cascade,
    id text not null,
    seq bigint generated always as identity,
    result json not null,
    primary key (run_id, id)
  );
  create table jobs.call (
    id bigint generated always as identity primary key,
    run_id text not null references jobs.run on delete cascade,
    step_id text not null,
    queue text not null,
    limits jsonb not null,
    due_at timestamptz not null,
    attempt int not null default 0,
    stalls int not null default 0,
    grouped boolean not null default false,
    again boolean not null default false,
    lease uuid,
    lease_until timestamptz,
    unique (run_id, step_id)
  );
  create index call_queue on jobs.call (queue, due_at, id);
  create index call_leased on jobs.call (lease_until) where lease_until is not null;
  create table jobs.wait (
    run_id text not null references jobs.run on delete cascade,
    step_id text not null,
    kind text not null check (kind in ('sleep', 'event', 'invoke', 'cancel')),
    event_name text,
    expression text,
    match_key text not null default '',
    after_seq bigint not null default 0,
    expires_at timestamptz,
    grouped boolean not null default false,
    primary key (run_id, step_id)
  );
  create index wait_event on jobs.wait (event_name, match_key);
  create index wait_expiry on jobs.wait (expires_at);
  create table jobs.match_path (event_name text, path text, primary key (event_name, path));
  create table jobs.cron (
    function_id text not null,
    expression text not null,
    next_at timestamptz not null,
    primary key (function_id, expression)
  );
  `,
  // A queue holds the calls of one function with the same limits: it is open or held as a whole.
  `
  create sequence jobs.turn;
  create table jobs.queue (
    name text primary key,
    limits jsonb not null,
    due_at timestamptz not null,
    turn bigint,
    held_by text
  );
  create index queue_later on jobs.queue (due_at) where turn is null;
  create index queue_open on jobs.queue (turn) where turn is not null and held_by is null;
  create index queue_held on jobs.queue (held_by, turn) where held_by is not null;
  create table jobs.hold (key text primary key, by_limit jsonb not null, until timestamptz not null);
  create index hold_until on jobs.hold (until);
  create table jobs.pace (key text primary key, spent_until double precision not null);
  create table jobs.arrival (
    id bigint generated always as identity primary key,
    queue text not null,
    limits jsonb not null,
    due_at timestamptz not null
  );
  update jobs.run set queue = function_id || ' ' || md5(limits::text) where status = 'running';
  update jobs.call c set queue = r.queue from jobs.run r where r.id = c.run_id;
  drop index jobs.call_queue;
  create index call_waiting on jobs.call (queue, due_at, id) where lease is null;
  insert into jobs.arrival (queue, limits, due_at) select queue, limits, due_at from jobs.call where lease is null;

  create table jobs.debounce (
    key text primary key,
    function_id text not null,
    event json not null,
    event_ts bigint not null,
    seq bigint not null,
    due_at timestamptz not null,
    latest_at timestamptz not null
  );
  create index debounce_due on jobs.debounce (due_at);
  create table jobs.batch (
    id text primary key,
    key text not null,
    function_id text not null,
    events int not null,
    bytes bigint not null,
    due_at timestamptz not null
  );
  create index batch_key on jobs.batch (key);
  create index batch_due on jobs.batch (due_at);
  create table jobs.batch_event (
    batch_id text not null references jobs.batch on delete cascade,
    seq bigint not null,
    event json not null,
    primary key (batch_id, seq)
  );
  alter table jobs.run add column single_key text;
  create unique index run_single on jobs.run (single_key) where status = 'running' and single_key is not null;
  `,
];

/** Creates the schema `jobs` and brings it to the newest shape. Several engines may do this at once. */
export async function migrate(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('jobs.migrate'))`;
    await tx`create schema if not exists jobs`;
    await tx`create table if not exists jobs.migration (number int primary key)`;
    const [{ done } = { done: 0 }] = await tx<{ done: number }[]>`
      select coalesce(max(number), 0)::int done from jobs.migration`;
    for (const [index, text] of migrations.entries()) {
      if (index < done) continue;
      await tx.unsafe(text);
      await tx`insert into jobs.migration values (${index + 1})`;
    }
  });
}
