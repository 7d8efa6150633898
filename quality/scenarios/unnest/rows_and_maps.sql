-- Elements that are rows give their fields, a map its keys and values; two UNNEST give every combination.
CREATE TABLE readings (
  pump STRING, tags ARRAY<STRING>, parts ARRAY<ROW<a INT, b STRING>>, limits MAP<STRING, DOUBLE>, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', ARRAY['a', 'b', 'a'], ARRAY[ROW(1, 'x'), ROW(2, 'y')], MAP['low', 1.0, 'high', 9.0], TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', NULL, NULL, NULL, TIMESTAMP '2026-05-01 10:00:02'),
  ('p3', ARRAY['c', NULL], ARRAY[ROW(3, NULL)], MAP['low', 2.0], TIMESTAMP '2026-05-01 10:01:02');

SELECT pump, a, b FROM readings, UNNEST(parts);
-- expect
-- | p1 | 1 | x |
-- | p1 | 2 | y |
-- | p3 | 3 | NULL |

SELECT r.pump, l.name, l.v FROM readings AS r CROSS JOIN UNNEST(r.limits) AS l(name, v) WHERE l.v > 1;
-- expect
-- | p1 | high | 9.0 |
-- | p3 | low | 2.0 |

SELECT pump, p.n, l.name FROM readings CROSS JOIN UNNEST(parts) AS p(n, t) CROSS JOIN UNNEST(limits) AS l(name, v);
-- expect
-- | p1 | 1 | low |
-- | p1 | 1 | high |
-- | p1 | 2 | low |
-- | p1 | 2 | high |
-- | p3 | 3 | low |
