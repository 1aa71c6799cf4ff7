-- How projects group, and how people put it right. Runs as role culprit_grouping, owner of schema grouping.

-- A merged problem stays, without events of its own, so that merging can be undone; nothing is counted on it.
ALTER TABLE problems DROP CONSTRAINT IF EXISTS problems_status_check;
ALTER TABLE problems ADD CONSTRAINT problems_status_check
  CHECK (status IN ('unresolved', 'resolved', 'ignored', 'merged'));
ALTER TABLE problems ADD COLUMN merged_into bigint REFERENCES problems (id) ON DELETE CASCADE;
ALTER TABLE problems ADD CONSTRAINT problems_merged_into_check CHECK ((status = 'merged') = (merged_into IS NOT NULL));
-- Fingerprints once led here and do no longer: who counts on it has to look whether those it has still do.
ALTER TABLE problems ADD COLUMN lost_fingerprints boolean NOT NULL DEFAULT false;
CREATE INDEX problems_by_merged_into ON problems (merged_into) WHERE merged_into IS NOT NULL;

-- How a fingerprint came to lead to its problem.
ALTER TABLE fingerprints ADD COLUMN origin text NOT NULL DEFAULT 'opened'
  CHECK (origin IN ('opened', 'near_match', 'transition', 'correction'));
-- Of a near match: from 0 to 1.
ALTER TABLE fingerprints ADD COLUMN likeness real;

-- The first 64 bits of the event's fingerprint. Null before this column was there: the oldest fingerprint of its problem.
ALTER TABLE events ADD COLUMN fingerprint bigint;
-- The merged problem whose kept sums have the event. Null = it was counted on its problem itself.
ALTER TABLE events ADD COLUMN counted_on bigint;

-- How a project groups. A project without a row groups as new projects do.
CREATE TABLE project_settings (
  project_id         bigint PRIMARY KEY,
  version            smallint NOT NULL,
  -- Until the transition ends, what is unknown by the version is looked for by the one before.
  previous_version   smallint,
  transition_ends_at timestamptz,
  rules              text NOT NULL DEFAULT '',
  near_matching      boolean NOT NULL DEFAULT true,
  -- Null = the default.
  same_from          real,
  perhaps_from       real,
  revision           bigint NOT NULL DEFAULT 1,
  updated_at         timestamptz NOT NULL DEFAULT now(),
  updated_by         text NOT NULL DEFAULT ''
);
-- Projects that have problems were grouped by version 1 and stay so until somebody moves them.
INSERT INTO project_settings (project_id, version)
SELECT DISTINCT project_id, 1 FROM fingerprints WHERE version = 1;

-- As they were from each change on.
CREATE TABLE project_settings_history (
  project_id bigint NOT NULL,
  revision   bigint NOT NULL,
  at         timestamptz NOT NULL DEFAULT now(),
  user_id    bigint,
  actor_name text NOT NULL DEFAULT '',
  settings   jsonb NOT NULL,
  PRIMARY KEY (project_id, revision)
);

-- What unknown fingerprints are compared with: a few traces of each problem, as culprit.grouping.v1.StoredTrace.
CREATE TABLE problem_traces (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL,
  problem_id bigint NOT NULL REFERENCES problems (id) ON DELETE CASCADE,
  -- The fingerprint that brought it; it moves with it.
  version    smallint NOT NULL,
  hash       bytea NOT NULL CHECK (octet_length(hash) = 16),
  body       bytea NOT NULL
);
CREATE INDEX problem_traces_by_project ON problem_traces (project_id, id);
CREATE INDEX problem_traces_by_problem ON problem_traces (problem_id);
CREATE INDEX problem_traces_by_fingerprint ON problem_traces (project_id, version, hash);

-- Problems that look like others, for a person to decide.
CREATE TABLE problem_likeness (
  problem_id      bigint NOT NULL REFERENCES problems (id) ON DELETE CASCADE,
  like_problem_id bigint NOT NULL REFERENCES problems (id) ON DELETE CASCADE,
  likeness        real NOT NULL,
  found_at        timestamptz NOT NULL DEFAULT now(),
  dismissed_at    timestamptz,
  PRIMARY KEY (problem_id, like_problem_id)
);
CREATE INDEX problem_likeness_by_other ON problem_likeness (like_problem_id);

-- Fingerprints whose events are told apart by an attribute too: their hash is made anew with its value.
CREATE TABLE split_fingerprints (
  project_id bigint NOT NULL,
  version    smallint NOT NULL,
  hash       bytea NOT NULL CHECK (octet_length(hash) = 16),
  problem_id bigint NOT NULL REFERENCES problems (id) ON DELETE CASCADE,
  attribute  text NOT NULL,
  PRIMARY KEY (project_id, version, hash)
);
CREATE INDEX split_fingerprints_by_problem ON split_fingerprints (problem_id);

-- What people corrected, newest last; kept so that it can be undone.
CREATE TABLE corrections (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('merge', 'move_out', 'split')),
  -- The problem that events went to, or were taken from.
  problem_id bigint NOT NULL REFERENCES problems (id) ON DELETE CASCADE,
  -- The problem that was merged, or made.
  other_id   bigint NOT NULL REFERENCES problems (id) ON DELETE CASCADE,
  -- What undoing needs to know, such as the status before.
  detail     jsonb NOT NULL DEFAULT '{}',
  at         timestamptz NOT NULL DEFAULT now(),
  user_id    bigint,
  actor_name text NOT NULL DEFAULT '',
  undone_at  timestamptz
);
CREATE INDEX corrections_by_project ON corrections (project_id);
CREATE INDEX corrections_by_problem ON corrections (problem_id, id);
CREATE INDEX corrections_by_other ON corrections (other_id, id);

-- Rows of events that still have to follow a correction, newest first.
CREATE TABLE event_moves (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id    bigint NOT NULL,
  -- merge and absorb move all events of a problem, which is gone after absorb; unmerge and move_out move those that
  -- were counted there under the fingerprints, unmerge also those that the problem brought.
  kind          text NOT NULL CHECK (kind IN ('merge', 'absorb', 'unmerge', 'move_out')),
  from_id       bigint NOT NULL,
  to_id         bigint NOT NULL,
  -- First 64 bits of each.
  fingerprints  bigint[] NOT NULL DEFAULT '{}',
  -- Of unmerge: the problem, and what was merged into it before.
  family        bigint[] NOT NULL DEFAULT '{}',
  -- What an old event without a fingerprint gets; null = nothing.
  unsaid        bigint,
  -- Whether events without a fingerprint move out too.
  moves_unsaid  boolean NOT NULL DEFAULT false,
  events_before bigint NOT NULL,
  moved         bigint NOT NULL DEFAULT 0,
  -- Events from this id on have been looked at.
  below         bigint NOT NULL DEFAULT 9223372036854775807,
  created_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX event_moves_by_from ON event_moves (from_id);
CREATE INDEX event_moves_by_to ON event_moves (to_id);
