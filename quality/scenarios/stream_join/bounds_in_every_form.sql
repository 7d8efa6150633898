-- Bounds may stand on either side, in parts, with sums and factors; the narrowest of several counts.
CREATE TABLE l (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE r (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
INSERT INTO l VALUES ('a', 1, TIMESTAMP '2026-05-01 10:00:10');
INSERT INTO r VALUES
  ('a', 1, TIMESTAMP '2026-05-01 10:00:04'), ('a', 2, TIMESTAMP '2026-05-01 10:00:05'),
  ('a', 3, TIMESTAMP '2026-05-01 10:00:13'), ('a', 4, TIMESTAMP '2026-05-01 10:00:14');
SELECT r.v FROM l JOIN r ON l.k = r.k AND r.ts + INTERVAL '5' SECOND >= l.ts AND l.ts > r.ts - INTERVAL '4' SECOND;
-- expect
-- | 2 |
-- | 3 |
SELECT r.v FROM l JOIN r ON l.k = r.k AND l.ts BETWEEN r.ts - INTERVAL '3' SECOND AND r.ts + INTERVAL '1' SECOND * 5;
-- expect
-- | 2 |
-- | 3 |
SELECT r.v FROM l JOIN r ON l.k = r.k AND r.ts >= l.ts - INTERVAL '1' MINUTE AND r.ts >= l.ts - INTERVAL '5' SECOND
  AND r.ts <= l.ts + INTERVAL '0.003' SECOND * 1000;
-- expect
-- | 2 |
-- | 3 |
SELECT r.v FROM l JOIN r ON l.k = r.k AND l.ts + INTERVAL '3' SECOND = r.ts;
-- expect
-- | 3 |
