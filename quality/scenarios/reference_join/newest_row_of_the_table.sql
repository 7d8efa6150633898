-- Each reading gets the row of its device as it is when the reading comes; a later change of the table does not change what was said.
CREATE TABLE readings (device STRING, v INT, ts TIMESTAMP(3), proc_time AS PROCTIME(), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE devices (id STRING, site STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'scenario');
INSERT INTO devices VALUES ('d1', 'north'), ('d2', 'south');
INSERT INTO readings VALUES ('d1', 1, TIMESTAMP '2026-05-01 10:00:00'), ('d3', 2, TIMESTAMP '2026-05-01 10:00:00');
INSERT INTO devices VALUES ('d1', 'east');
INSERT INTO readings VALUES ('d1', 3, TIMESTAMP '2026-05-01 10:00:01'), (NULL, 4, TIMESTAMP '2026-05-01 10:00:01');
SELECT r.device, r.v, d.site FROM readings AS r JOIN devices AS d ON r.device = d.id;
-- expect
-- | d1 | 1 | north |
-- | d1 | 3 | east |
SELECT r.device, r.v, d.site FROM readings AS r LEFT JOIN devices FOR SYSTEM_TIME AS OF r.proc_time AS d ON r.device = d.id;
-- expect
-- | d1 | 1 | north |
-- | d3 | 2 | NULL |
-- | d1 | 3 | east |
-- | NULL | 4 | NULL |
