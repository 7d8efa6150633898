-- Heart rate 90 with 135 in minutes 3 to 7: the five-minute tumbling means are 108 and 117, so a limit of 120 is never passed.
CREATE TABLE vitals (
  bed STRING, hr DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario');

INSERT INTO vitals VALUES
  ('bed-7', 90.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('bed-7', 90.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('bed-7', 90.0, TIMESTAMP '2026-05-01 10:02:00'),
  ('bed-7', 135.0, TIMESTAMP '2026-05-01 10:03:00'),
  ('bed-7', 135.0, TIMESTAMP '2026-05-01 10:04:00'),
  ('bed-7', 135.0, TIMESTAMP '2026-05-01 10:05:00'),
  ('bed-7', 135.0, TIMESTAMP '2026-05-01 10:06:00'),
  ('bed-7', 135.0, TIMESTAMP '2026-05-01 10:07:00'),
  ('bed-7', 90.0, TIMESTAMP '2026-05-01 10:08:00'),
  ('bed-7', 90.0, TIMESTAMP '2026-05-01 10:09:00');

SELECT bed, window_start, AVG(hr) AS mean_hr
FROM TABLE(TUMBLE(TABLE vitals, DESCRIPTOR(ts), INTERVAL '5' MINUTE))
GROUP BY bed, window_start, window_end;

-- expect
-- | bed-7 | 2026-05-01 10:00:00.000 | 108.0 |
-- | bed-7 | 2026-05-01 10:05:00.000 | 117.0 |
