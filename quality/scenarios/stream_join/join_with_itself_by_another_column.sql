-- A stream joined with itself by unlike columns: a row has one key as child and another one as parent.
CREATE TABLE events (id STRING, parent STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
INSERT INTO events VALUES
  ('1', NULL, TIMESTAMP '2026-05-01 10:00:00'),
  ('2', '1', TIMESTAMP '2026-05-01 10:00:01'),
  ('3', '2', TIMESTAMP '2026-05-01 10:00:02'),
  ('4', '4', TIMESTAMP '2026-05-01 10:00:03');
SELECT c.id, p.id AS parent FROM events AS c JOIN events AS p
  ON c.parent = p.id AND c.ts BETWEEN p.ts AND p.ts + INTERVAL '10' SECOND;
-- expect
-- | 2 | 1 |
-- | 3 | 2 |
-- | 4 | 4 |
