-- A row that is so late on its own side that all its partners may be gone goes to the ledger, with its own table's name.
CREATE TABLE l (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '10 s');
CREATE TABLE r (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '10 s');
INSERT INTO l VALUES ('a', 1, TIMESTAMP '2026-05-01 10:00:00');
INSERT INTO r VALUES
  ('a', 2, TIMESTAMP '2026-05-01 10:01:00'),
  ('a', 3, TIMESTAMP '2026-05-01 10:00:00');
INSERT INTO r VALUES ('b', 4, TIMESTAMP '2026-05-01 10:00:00');
SELECT l.v, r.v AS rv FROM l LEFT JOIN r ON l.k = r.k AND r.ts BETWEEN l.ts - INTERVAL '5' SECOND AND l.ts + INTERVAL '5' SECOND;
-- expect
-- | 1 | NULL |
-- expect ledger
-- | LATE | r | a |
