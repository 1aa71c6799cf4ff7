-- What clients send beside events. Runs as role culprit_grouping, owner of schema grouping.

-- Files, found by the identity of their event, which may come later or be another day's. Ids carry their day as those of
-- events do.
CREATE TABLE attachments (
  id             bigint NOT NULL PRIMARY KEY,
  project_id     bigint NOT NULL,
  event_uid      uuid NOT NULL,
  -- Unique with project_id in each partition.
  attachment_uid uuid NOT NULL,
  name           text NOT NULL,
  content_type   text NOT NULL,
  -- What the client uses it for, such as event.attachment.
  type           text NOT NULL,
  size           integer NOT NULL,
  received_at    timestamptz NOT NULL,
  body           bytea NOT NULL
) PARTITION BY RANGE (id);
CREATE INDEX attachments_by_event ON attachments (project_id, event_uid);

-- The days that are there already.
DO $$
DECLARE
  day date;
  name text;
BEGIN
  FOR day IN
    SELECT to_date(substring(c.relname FROM '[0-9]{8}$'), 'YYYYMMDD')
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'grouping.events'::regclass
  LOOP
    name := 'attachments_' || to_char(day, 'YYYYMMDD');
    EXECUTE format('CREATE TABLE grouping.%I (LIKE grouping.attachments INCLUDING ALL)', name);
    EXECUTE format('CREATE UNIQUE INDEX %I ON grouping.%I (project_id, attachment_uid)', name || '_uid', name);
    EXECUTE format('ALTER TABLE grouping.attachments ATTACH PARTITION grouping.%I FOR VALUES FROM (%s) TO (%s)',
      name, grouping.event_id_floor(day), grouping.event_id_floor(day + 1));
  END LOOP;
END $$;

-- Supplements whose effect is a sum: what makes a repeated delivery change nothing. Kept for some days.
CREATE TABLE supplement_uids (
  project_id     bigint NOT NULL,
  supplement_uid uuid NOT NULL,
  received_at    timestamptz NOT NULL,
  PRIMARY KEY (project_id, supplement_uid)
);
CREATE INDEX supplement_uids_by_age ON supplement_uids USING brin (received_at);

CREATE TABLE user_feedback (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id   bigint NOT NULL,
  feedback_uid uuid NOT NULL,
  -- The event it is about; the ids are filled in once that event is there.
  event_uid    uuid,
  event_id     bigint,
  problem_id   bigint,
  occurred_at  timestamptz NOT NULL,
  received_at  timestamptz NOT NULL,
  name         text NOT NULL,
  email        text NOT NULL,
  comments     text NOT NULL,
  url          text NOT NULL,
  UNIQUE (project_id, feedback_uid)
);
CREATE INDEX user_feedback_by_project ON user_feedback (project_id, id DESC);
CREATE INDEX user_feedback_by_problem ON user_feedback (problem_id, id DESC) WHERE problem_id IS NOT NULL;
CREATE INDEX user_feedback_by_event ON user_feedback (project_id, event_uid) WHERE event_uid IS NOT NULL;
CREATE INDEX user_feedback_waiting ON user_feedback (received_at)
  WHERE event_uid IS NOT NULL AND problem_id IS NULL;

-- What clients dropped before they sent it, in their own words.
CREATE TABLE lost_events (
  project_id bigint NOT NULL,
  hour       timestamptz NOT NULL,
  category   text NOT NULL,
  reason     text NOT NULL,
  quantity   bigint NOT NULL,
  PRIMARY KEY (project_id, hour, category, reason)
) WITH (fillfactor = 80);

-- Sessions by the hour in which they started. Each counts in started, and in at most one of the others.
CREATE TABLE release_sessions (
  project_id  bigint NOT NULL,
  hour        timestamptz NOT NULL,
  release     text NOT NULL,
  environment text NOT NULL,
  started     bigint NOT NULL,
  errored     bigint NOT NULL,
  unhandled   bigint NOT NULL,
  abnormal    bigint NOT NULL,
  crashed     bigint NOT NULL,
  PRIMARY KEY (project_id, hour, release, environment)
) WITH (fillfactor = 80);

-- How each session of the last days is counted, so that its next update moves it. Kept for some days after that.
CREATE TABLE sessions (
  project_id  bigint NOT NULL,
  session_uid uuid NOT NULL,
  hour        timestamptz NOT NULL,
  release     text NOT NULL,
  environment text NOT NULL,
  -- 0 well, 1 errored, 2 unhandled, 3 abnormal, 4 crashed; only ever grows.
  outcome     smallint NOT NULL,
  touched_at  timestamptz NOT NULL,
  PRIMARY KEY (project_id, session_uid)
) WITH (fillfactor = 90);
CREATE INDEX sessions_by_age ON sessions USING brin (touched_at);

-- Whoever changes anything of a monitor holds the lock of its row.
CREATE TABLE monitors (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id       bigint NOT NULL,
  slug             text NOT NULL,
  -- One of the two, or neither while no client has told a schedule.
  crontab          text,
  interval_minutes bigint,
  timezone         text NOT NULL DEFAULT 'UTC',
  margin_minutes   integer NOT NULL DEFAULT 1,
  runtime_minutes  integer NOT NULL DEFAULT 30,
  created_at       timestamptz NOT NULL,
  UNIQUE (project_id, slug)
);

CREATE TABLE monitor_environments (
  monitor_id       bigint NOT NULL REFERENCES monitors (id) ON DELETE CASCADE,
  environment      text NOT NULL,
  -- How the latest run ended; silent when it was given up to wait for runs.
  status           text NOT NULL CHECK (status IN ('waiting', 'ok', 'failed', 'missed', 'timeout', 'silent')),
  last_check_in_at timestamptz NOT NULL,
  -- When the next run is due; none without a schedule.
  next_due_at      timestamptz,
  missed_in_a_row  integer NOT NULL DEFAULT 0,
  PRIMARY KEY (monitor_id, environment)
);
CREATE INDEX monitor_environments_due ON monitor_environments (next_due_at) WHERE next_due_at IS NOT NULL;

CREATE TABLE monitor_check_ins (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id  bigint NOT NULL,
  monitor_id  bigint NOT NULL REFERENCES monitors (id) ON DELETE CASCADE,
  environment text NOT NULL,
  check_in_id uuid NOT NULL,
  status      text NOT NULL CHECK (status IN ('in_progress', 'ok', 'failed', 'missed', 'timeout')),
  -- Of a missed run, when it was due.
  started_at  timestamptz NOT NULL,
  finished_at timestamptz,
  duration_ms bigint,
  release     text NOT NULL,
  -- When it failed, was missed or took too long; the time of the event that tells of it.
  failed_at   timestamptz,
  -- Whether that event is stored.
  is_reported boolean NOT NULL DEFAULT false,
  UNIQUE (monitor_id, environment, check_in_id)
);
CREATE INDEX monitor_check_ins_by_monitor ON monitor_check_ins (monitor_id, environment, started_at DESC);
CREATE INDEX monitor_check_ins_by_project ON monitor_check_ins (project_id, started_at);
CREATE INDEX monitor_check_ins_running ON monitor_check_ins (started_at) WHERE status = 'in_progress';
CREATE INDEX monitor_check_ins_unreported ON monitor_check_ins (id) WHERE failed_at IS NOT NULL AND NOT is_reported;
