-- A result joined with a stream is taken back with its pairs when it is corrected by a late reading.
CREATE TABLE readings (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE marks (k STRING, label STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE VIEW sums AS
  SELECT k, window_time AS wt, SUM(v) AS s
  FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY k, window_start, window_end, window_time;
INSERT INTO readings VALUES ('a', 1, TIMESTAMP '2026-05-01 10:00:00'), ('a', 2, TIMESTAMP '2026-05-01 10:00:11');
INSERT INTO marks VALUES ('a', 'x', TIMESTAMP '2026-05-01 10:00:05'), ('a', 'y', TIMESTAMP '2026-05-01 10:00:14');
INSERT INTO readings VALUES ('a', 5, TIMESTAMP '2026-05-01 10:00:01');
SELECT s.s, m.label FROM sums AS s JOIN marks AS m
  ON s.k = m.k AND m.ts BETWEEN s.wt - INTERVAL '10' SECOND AND s.wt;
-- expect
-- | 6 | x |
-- | 2 | y |
