-- A row so late that some of its partners may be gone is used for the others, and the ledger says so.
CREATE TABLE events (
  device STRING, kind STRING, n INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario', 'key.fields' = 'device', 'time.allowed-lateness' = '10 s');
CREATE VIEW l AS SELECT device, n, ts FROM events WHERE kind = 'l';
CREATE VIEW r AS SELECT device, n, ts FROM events WHERE kind = 'r';
INSERT INTO events VALUES ('a', 'l', 1, TIMESTAMP '2026-05-01 10:00:20');
INSERT INTO events VALUES ('a', 'r', 2, TIMESTAMP '2026-05-01 10:00:40');
INSERT INTO events VALUES ('a', 'r', 3, TIMESTAMP '2026-05-01 10:00:28');
SELECT l.n, r.n AS rn FROM l JOIN r ON l.device = r.device AND r.ts BETWEEN l.ts - INTERVAL '10' SECOND AND l.ts + INTERVAL '10' SECOND;
-- expect
-- | 1 | 3 |
-- expect ledger
-- | LATE | events | a |
