-- Flapping: a link that goes up and down at least three times within a minute.
CREATE TABLE readings (
  dev STRING, up BOOLEAN, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('l1', TRUE, TIMESTAMP '2026-05-01 10:00:00'),
  ('l1', FALSE, TIMESTAMP '2026-05-01 10:00:05'),
  ('l1', TRUE, TIMESTAMP '2026-05-01 10:00:09'),
  ('l1', FALSE, TIMESTAMP '2026-05-01 10:00:20'),
  ('l1', TRUE, TIMESTAMP '2026-05-01 10:00:30'),
  ('l1', FALSE, TIMESTAMP '2026-05-01 10:00:44'),
  ('l1', TRUE, TIMESTAMP '2026-05-01 10:00:50'),
  ('l1', TRUE, TIMESTAMP '2026-05-01 10:03:20'),
  ('l1', FALSE, TIMESTAMP '2026-05-01 10:05:00');

SELECT dev, since, changes FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES FIRST(ts) AS since, COUNT(*) AS changes
  PATTERN ((U D){3,}) WITHIN INTERVAL '1' MINUTE
  DEFINE U AS up, D AS NOT up
) AS m;
-- expect
-- | l1 | 2026-05-01 10:00:00.000 | 6 |
