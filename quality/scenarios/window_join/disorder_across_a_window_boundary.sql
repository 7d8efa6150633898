-- A reading one second behind the clock belongs to the window before and is not late there: the reading's own time makes the clock, not the window's end.
CREATE TABLE l (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '0 s');
CREATE TABLE r (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '0 s');
INSERT INTO l VALUES ('a', 1, TIMESTAMP '2026-05-01 11:00:00'), ('a', 2, TIMESTAMP '2026-05-01 10:59:59');
INSERT INTO r VALUES ('a', 3, TIMESTAMP '2026-05-01 11:00:01'), ('a', 4, TIMESTAMP '2026-05-01 10:59:58');
CREATE VIEW lw AS SELECT * FROM TABLE(TUMBLE(TABLE l, DESCRIPTOR(ts), INTERVAL '1' HOUR));
CREATE VIEW rw AS SELECT * FROM TABLE(TUMBLE(TABLE r, DESCRIPTOR(ts), INTERVAL '1' HOUR));
SELECT l.v, r.v AS rv FROM lw AS l JOIN rw AS r ON l.k = r.k AND l.window_start = r.window_start AND l.window_end = r.window_end;
-- expect
-- | 1 | 3 |
-- | 2 | 4 |
-- expect ledger
