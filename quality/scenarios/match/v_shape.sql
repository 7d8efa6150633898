-- V shape: falls, then climbs above where it began.
CREATE TABLE readings (
  dev STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 9.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 7.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:00:20'),
  ('p1', 6.0, TIMESTAMP '2026-05-01 10:00:30'),
  ('p1', 8.0, TIMESTAMP '2026-05-01 10:00:40'),
  ('p1', 10.0, TIMESTAMP '2026-05-01 10:00:50'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:01:10'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:01:20');

SELECT dev, top, bottom, back FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES A.v AS top, LAST(D.v) AS bottom, E.v AS back
  PATTERN (A D+ U* E) WITHIN INTERVAL '1' HOUR
  DEFINE D AS D.v < PREV(D.v), U AS U.v > PREV(U.v), E AS E.v > PREV(E.v) AND E.v > A.v
) AS m;
-- expect
-- | p1 | 9 | 5 | 10 |
