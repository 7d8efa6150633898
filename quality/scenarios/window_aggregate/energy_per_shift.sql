-- Energy per machine and shift: shifts of eight hours begin at 6, 14 and 22 o'clock.
CREATE TABLE meter (
  machine STRING, kwh DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE
) WITH ('connector' = 'scenario');

INSERT INTO meter VALUES
  ('press', 1.5, TIMESTAMP '2026-05-01 05:59:59'),    -- still the night
  ('press', 2.0, TIMESTAMP '2026-05-01 06:00:00'),
  ('press', 3.0, TIMESTAMP '2026-05-01 13:59:59.999'),
  ('press', 4.0, TIMESTAMP '2026-05-01 14:00:00'),
  ('oven', 7.0, TIMESTAMP '2026-05-01 10:00:00');
INSERT INTO meter VALUES
  ('press', 0.5, TIMESTAMP '2026-05-01 13:59:30');    -- half a minute late

SELECT machine, window_start, window_end, SUM(kwh) AS kwh
FROM TABLE(TUMBLE(TABLE meter, DESCRIPTOR(ts), INTERVAL '8' HOUR, INTERVAL '6' HOUR))
GROUP BY machine, window_start, window_end;
-- expect
-- | press | 2026-04-30 22:00:00.000 | 2026-05-01 06:00:00.000 | 1.5 |
-- | press | 2026-05-01 06:00:00.000 | 2026-05-01 14:00:00.000 | 5.5 |
-- | press | 2026-05-01 14:00:00.000 | 2026-05-01 22:00:00.000 | 4.0 |
-- | oven | 2026-05-01 06:00:00.000 | 2026-05-01 14:00:00.000 | 7.0 |
