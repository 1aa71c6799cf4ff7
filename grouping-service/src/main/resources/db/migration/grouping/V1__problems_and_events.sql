-- Runs as role culprit_grouping, owner of schema grouping.

CREATE TABLE problems (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id       bigint NOT NULL,
  status           text NOT NULL DEFAULT 'unresolved' CHECK (status IN ('unresolved', 'resolved', 'ignored')),
  -- The exception type, or the first line of the message.
  title            text NOT NULL,
  -- The first line of the exception's message; empty when the title is the message.
  message          text NOT NULL,
  -- Where it was thrown, such as OrderService.place.
  culprit          text NOT NULL,
  level            text NOT NULL CHECK (level IN ('debug', 'info', 'warning', 'error', 'fatal')),
  platform         text NOT NULL,
  occurrence_count bigint NOT NULL DEFAULT 0,
  first_seen       timestamptz NOT NULL,
  last_seen        timestamptz NOT NULL,
  first_event_id   bigint,
  last_event_id    bigint,
  status_changed_at timestamptz,
  assignee_id      bigint,
  tags             text[] NOT NULL DEFAULT '{}',
  -- What the sort indexes hold in place of values that change with every batch: most changes of a row then touch no
  -- index. Both grow with their value, so a list reads the index in order and sorts within one step of it.
  last_seen_minute timestamptz NOT NULL
    GENERATED ALWAYS AS (date_bin('1 minute', last_seen, timestamptz '2020-01-01 00:00:00+00')) STORED,
  count_magnitude  smallint NOT NULL
    GENERATED ALWAYS AS (floor(4 * ln(greatest(occurrence_count, 1)::float8))::smallint) STORED
) WITH (fillfactor = 60);
CREATE INDEX problems_by_last_seen ON problems (project_id, status, last_seen_minute DESC);
CREATE INDEX problems_by_first_seen ON problems (project_id, status, first_seen DESC, id DESC);
CREATE INDEX problems_by_count ON problems (project_id, status, count_magnitude DESC);

-- What a search looks through. Apart from problems, whose rows change with every batch: each change would write all
-- trigrams into the index again.
CREATE TABLE problem_texts (
  problem_id  bigint PRIMARY KEY REFERENCES problems (id) ON DELETE CASCADE,
  search_text text NOT NULL
);
CREATE INDEX problem_texts_by_text ON problem_texts USING gin (search_text gin_trgm_ops);

-- Every hash that leads to a problem. This unique key decides who opens one.
CREATE TABLE fingerprints (
  project_id bigint NOT NULL,
  version    smallint NOT NULL,
  hash       bytea NOT NULL CHECK (octet_length(hash) = 16),
  problem_id bigint NOT NULL REFERENCES problems (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project_id, version, hash)
);
CREATE INDEX ON fingerprints (problem_id);

-- Event ids carry their UTC day: (days since 2020-01-01) << 37 | a sequence modulo 2^37. So each partition is
-- a range of ids, an id leads straight to its partition, and ids stay below 2^53. Instances take the sequence
-- numbers in blocks: a value v stands for v … v+999.
CREATE SEQUENCE event_sequence INCREMENT BY 1000;

CREATE FUNCTION event_id_floor(day date) RETURNS bigint
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (day - date '2020-01-01')::bigint << 37;

CREATE TABLE events (
  id             bigint NOT NULL PRIMARY KEY,
  project_id     bigint NOT NULL,
  problem_id     bigint NOT NULL,
  -- Unique with project_id in each partition: what makes a repeated delivery change nothing.
  event_uid      uuid NOT NULL,
  occurred_at    timestamptz NOT NULL,
  received_at    timestamptz NOT NULL,
  environment    text NOT NULL,
  release        text NOT NULL,
  level          text NOT NULL,
  stack_trace_id bigint
) PARTITION BY RANGE (id);
CREATE INDEX events_by_problem ON events (problem_id, id DESC);

-- What the event alone has: zstd of culprit.grouping.v1.StoredPayload. An event inside a flood may have none.
CREATE TABLE payloads (
  event_id      bigint NOT NULL PRIMARY KEY,
  -- 0 = compressed without a dictionary.
  dictionary_id integer NOT NULL,
  body          bytea NOT NULL
) PARTITION BY RANGE (event_id);
ALTER TABLE payloads ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE TABLE payload_dictionaries (
  id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body       bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Stored once by content: zstd (no dictionary) of culprit.grouping.v1.StoredStackTrace.
CREATE TABLE stack_traces (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  content_hash bytea NOT NULL UNIQUE CHECK (octet_length(content_hash) = 16),
  body         bytea NOT NULL,
  -- Written at most once a day; traces unseen for longer than every retention are dropped.
  last_used    date NOT NULL
);
ALTER TABLE stack_traces ALTER COLUMN body SET STORAGE EXTERNAL;

-- Events a problem, environment and minute (of occurrence). problem_id 0 = the whole project.
CREATE TABLE minute_rollups (
  project_id  bigint NOT NULL,
  problem_id  bigint NOT NULL,
  environment text NOT NULL,
  bucket      timestamptz NOT NULL,
  count       bigint NOT NULL,
  PRIMARY KEY (project_id, problem_id, bucket, environment)
) WITH (fillfactor = 80);
-- By hour and also by release (empty = unknown); kept longer.
CREATE TABLE hour_rollups (
  project_id  bigint NOT NULL,
  problem_id  bigint NOT NULL,
  environment text NOT NULL,
  release     text NOT NULL DEFAULT '',
  bucket      timestamptz NOT NULL,
  count       bigint NOT NULL,
  PRIMARY KEY (project_id, problem_id, bucket, environment, release)
) WITH (fillfactor = 80);
CREATE INDEX minute_rollups_by_age ON minute_rollups USING brin (bucket);
CREATE INDEX hour_rollups_by_age ON hour_rollups USING brin (bucket);

-- In which environments and releases a problem was seen: written once each, for filters. How often is in hour_rollups.
CREATE TABLE problem_facets (
  problem_id bigint NOT NULL REFERENCES problems (id) ON DELETE CASCADE,
  kind       text NOT NULL CHECK (kind IN ('environment', 'release')),
  value      text NOT NULL,
  PRIMARY KEY (problem_id, kind, value)
);
CREATE INDEX problem_facets_by_value ON problem_facets (kind, value, problem_id);

-- What happened to a problem besides more events, and who did it.
CREATE TABLE problem_history (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  problem_id bigint NOT NULL REFERENCES problems (id) ON DELETE CASCADE,
  at         timestamptz NOT NULL DEFAULT now(),
  -- opened, regressed, resolved, unresolved, ignored, assigned, unassigned, tagged, untagged
  kind       text NOT NULL,
  detail     text NOT NULL DEFAULT '',
  user_id    bigint,
  actor_name text NOT NULL DEFAULT ''
);
CREATE INDEX ON problem_history (problem_id, id DESC);

-- What alert has not confirmed yet: culprit.alert.v1.Activity, written in the transaction it tells of.
CREATE TABLE activity_outbox (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now(),
  body       bytea NOT NULL
);
