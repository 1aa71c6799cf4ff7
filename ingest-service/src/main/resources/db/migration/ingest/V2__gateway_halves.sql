-- Lines of a failed request that found no partner at their own instance, for the others to take; sealed, and there for
-- seconds. Nothing here has to outlive a crash.
CREATE UNLOGGED TABLE gateway_halves (
  id         uuid PRIMARY KEY,
  instance   uuid NOT NULL,
  is_access  boolean NOT NULL,
  -- Keyed hashes of the words by which lines about one request find each other.
  keys       bigint[] NOT NULL,
  sealed     bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Ingest instances that were alive a moment ago.
CREATE UNLOGGED TABLE gateway_instances (
  instance uuid PRIMARY KEY,
  seen_at  timestamptz NOT NULL DEFAULT now()
);
