-- One outlier is no change; a mean that stays elsewhere is found once, with its direction.
CREATE TABLE readings (
  pump STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:02:00'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:03:00'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:04:00'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:05:00'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:06:00'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:07:00'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:08:00'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:09:00'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:10:00'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:11:00'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:12:00'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:13:00'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:14:00'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:15:00'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:16:00'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:17:00'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:18:00'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:19:00'),
  ('p1', 9.0, TIMESTAMP '2026-05-01 10:20:00'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:21:00'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:22:00'),
  ('p1', 6.0, TIMESTAMP '2026-05-01 10:23:00'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:24:00'),
  ('p1', 6.0, TIMESTAMP '2026-05-01 10:25:00'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:26:00'),
  ('p1', 6.0, TIMESTAMP '2026-05-01 10:27:00');

SELECT v, c FROM (SELECT v, ts, CHANGE_POINT(v) OVER (PARTITION BY pump ORDER BY ts) AS c FROM readings) WHERE c <> 0;

-- expect
-- | 6.0 | 1.0 |
