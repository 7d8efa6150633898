-- IN, EXISTS, NOT IN and NOT EXISTS within a window, as in Flink.
CREATE TABLE l (v INT, id STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE r (v INT, id STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE VIEW lw AS SELECT * FROM TABLE(TUMBLE(TABLE l, DESCRIPTOR(ts), INTERVAL '5' MINUTE));
CREATE VIEW rw AS SELECT * FROM TABLE(TUMBLE(TABLE r, DESCRIPTOR(ts), INTERVAL '5' MINUTE));
INSERT INTO l VALUES (1, 'L1', TIMESTAMP '2020-04-15 12:02:00'), (2, 'L2', TIMESTAMP '2020-04-15 12:06:00'), (3, 'L3', TIMESTAMP '2020-04-15 12:03:00');
INSERT INTO r VALUES (2, 'R2', TIMESTAMP '2020-04-15 12:01:00'), (3, 'R3', TIMESTAMP '2020-04-15 12:04:00'), (3, 'R3b', TIMESTAMP '2020-04-15 12:04:30'), (4, 'R4', TIMESTAMP '2020-04-15 12:05:00');
SELECT l.id FROM lw AS l WHERE l.v IN (SELECT r.v FROM rw AS r WHERE r.window_start = l.window_start AND r.window_end = l.window_end);
-- expect
-- | L3 |
SELECT l.id FROM lw AS l WHERE EXISTS (SELECT * FROM rw AS r WHERE l.v = r.v AND r.window_start = l.window_start AND r.window_end = l.window_end);
-- expect
-- | L3 |
SELECT l.id FROM lw AS l WHERE l.v NOT IN (SELECT r.v FROM rw AS r WHERE r.window_start = l.window_start AND r.window_end = l.window_end);
-- expect
-- | L1 |
-- | L2 |
SELECT l.id FROM lw AS l WHERE NOT EXISTS (SELECT * FROM rw AS r WHERE l.v = r.v AND r.window_start = l.window_start AND r.window_end = l.window_end);
-- expect
-- | L1 |
-- | L2 |
