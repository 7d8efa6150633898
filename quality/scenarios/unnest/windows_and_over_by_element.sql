-- Elements are rows as others: grouped by the element in windows, compared with the element before in OVER.
CREATE TABLE readings (
  pump STRING, tags ARRAY<STRING>, parts ARRAY<ROW<a INT, b STRING>>, limits MAP<STRING, DOUBLE>, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', ARRAY['a', 'b', 'a'], ARRAY[ROW(1, 'x'), ROW(2, 'y')], MAP['low', 1.0, 'high', 9.0], TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', NULL, NULL, NULL, TIMESTAMP '2026-05-01 10:00:02'),
  ('p3', ARRAY['c', NULL], ARRAY[ROW(3, NULL)], MAP['low', 2.0], TIMESTAMP '2026-05-01 10:01:02');

CREATE VIEW tagged AS SELECT pump, tag, ts FROM readings CROSS JOIN UNNEST(tags) AS t(tag) WHERE tag IS NOT NULL;

SELECT tag, window_start, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE tagged, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY tag, window_start, window_end;
-- expect
-- | a | 2026-05-01 10:00:00.000 | 2 |
-- | b | 2026-05-01 10:00:00.000 | 1 |
-- | c | 2026-05-01 10:01:00.000 | 1 |

SELECT pump, tag, COUNT(*) OVER (PARTITION BY tag ORDER BY ts ROWS UNBOUNDED PRECEDING) AS n FROM tagged;
-- expect
-- | p1 | a | 1 |
-- | p1 | b | 1 |
-- | p1 | a | 2 |
-- | p3 | c | 1 |
