-- The two machines with the most rejects in each five minutes; a late row of one of them, within lateness, changes the order.
CREATE TABLE parts (
  line STRING, machine STRING, rejects INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '10 min');

CREATE VIEW per_machine AS
SELECT line, machine, window_start, window_end, SUM(rejects) AS rejects
FROM TABLE(TUMBLE(TABLE parts, DESCRIPTOR(ts), INTERVAL '5' MINUTE))
GROUP BY line, machine, window_start, window_end;

INSERT INTO parts VALUES
  ('l1', 'm1', 3, TIMESTAMP '2026-05-01 10:00:10'),
  ('l1', 'm2', 5, TIMESTAMP '2026-05-01 10:00:20'),
  ('l1', 'm3', 4, TIMESTAMP '2026-05-01 10:00:30'),
  ('l2', 'm4', 1, TIMESTAMP '2026-05-01 10:04:59.999'),
  ('l1', 'm1', NULL, TIMESTAMP '2026-05-01 10:01:00'),
  ('l1', 'm1', 9, TIMESTAMP '2026-05-01 10:06:00');
INSERT INTO parts VALUES
  ('l1', 'm1', 3, TIMESTAMP '2026-05-01 10:02:00');

SELECT line, n, machine, rejects, window_start
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end, line ORDER BY rejects DESC, machine) AS n
      FROM per_machine)
WHERE n <= 2;

-- expect
-- | l1 | 1 | m1 | 6 | 2026-05-01 10:00:00.000 |
-- | l1 | 2 | m2 | 5 | 2026-05-01 10:00:00.000 |
-- | l2 | 1 | m4 | 1 | 2026-05-01 10:00:00.000 |
-- | l1 | 1 | m1 | 9 | 2026-05-01 10:05:00.000 |
