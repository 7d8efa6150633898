-- Bounds with < and > leave out rows exactly at the bound.
CREATE TABLE l (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE r (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
INSERT INTO l VALUES ('a', 1, TIMESTAMP '2026-05-01 10:00:10');
INSERT INTO r VALUES
  ('a', 1, TIMESTAMP '2026-05-01 10:00:08'),
  ('a', 2, TIMESTAMP '2026-05-01 10:00:08.001'),
  ('a', 3, TIMESTAMP '2026-05-01 10:00:11.999'),
  ('a', 4, TIMESTAMP '2026-05-01 10:00:12');
SELECT l.v, r.v AS rv FROM l JOIN r
  ON l.k = r.k AND r.ts > l.ts - INTERVAL '2' SECOND AND l.ts + INTERVAL '2' SECOND > r.ts;
-- expect
-- | 1 | 2 |
-- | 1 | 3 |
