-- Fraud in steps: a high purchase, a change of address and a second high purchase within 30 minutes; at 31 minutes it is none.
CREATE TABLE readings (
  card STRING, kind STRING, amount DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('c1', 'buy', 900.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('c1', 'tea', 3.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('c1', 'address', 0.0, TIMESTAMP '2026-05-01 10:10:00'),
  ('c1', 'buy', 950.0, TIMESTAMP '2026-05-01 10:29:59'),
  ('c2', 'buy', 900.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('c2', 'address', 0.0, TIMESTAMP '2026-05-01 10:10:00'),
  ('c2', 'buy', 950.0, TIMESTAMP '2026-05-01 10:31:00'),
  ('c3', 'buy', 900.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('c3', 'address', 0.0, TIMESTAMP '2026-05-01 10:10:00'),
  ('c3', 'buy', 20.0, TIMESTAMP '2026-05-01 10:11:40');

SELECT card, first_buy, second_buy, minutes FROM readings MATCH_RECOGNIZE (
  PARTITION BY card ORDER BY ts
  MEASURES A.amount AS first_buy, C.amount AS second_buy, TIMESTAMPDIFF(MINUTE, A.ts, C.ts) AS minutes
  PATTERN (A X*? B Y*? C) WITHIN INTERVAL '30' MINUTE
  DEFINE A AS kind = 'buy' AND amount > 500, B AS kind = 'address', C AS kind = 'buy' AND amount > 500
) AS m;
-- expect
-- | c1 | 900 | 950 | 29 |
