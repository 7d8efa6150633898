-- Spike then rise: vibration above 8 and within a minute three rising temperatures.
CREATE TABLE readings (
  dev STRING, vib DOUBLE, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 9.0, 40.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 1.0, 41.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('p1', 1.0, 40.5, TIMESTAMP '2026-05-01 10:00:20'),
  ('p1', 1.0, 42.0, TIMESTAMP '2026-05-01 10:00:30'),
  ('p1', 1.0, 44.0, TIMESTAMP '2026-05-01 10:00:40'),
  ('p2', 1.0, 40.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p2', 1.0, 41.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('p2', 1.0, 42.0, TIMESTAMP '2026-05-01 10:00:20'),
  ('p2', 1.0, 43.0, TIMESTAMP '2026-05-01 10:00:30');

SELECT dev, spike_at, from_v, to_v FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES S.ts AS spike_at, FIRST(R.v) AS from_v, LAST(R.v) AS to_v
  PATTERN (S X*? L R R) WITHIN INTERVAL '1' MINUTE
  DEFINE S AS vib > 8, R AS R.v > PREV(R.v)
) AS m;
-- expect
-- | p1 | 2026-05-01 10:00:00.000 | 42 | 44 |
