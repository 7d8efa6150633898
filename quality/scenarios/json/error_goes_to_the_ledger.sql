-- ERROR ON ERROR sends the row to the ledger; the other rows live.
CREATE TABLE payloads (device STRING, body STRING) WITH ('connector' = 'scenario');

INSERT INTO payloads VALUES
  ('d1', '{"temp": 20.5}'),
  ('d2', 'rubbish'),
  ('d3', '{"temp": "hot"}');

SELECT device, JSON_VALUE(body, '$.temp' RETURNING DOUBLE ERROR ON ERROR) AS temp FROM payloads;
-- expect
-- | d1 | 20.5 |
-- expect ledger
-- | OVERFLOW | payloads |  |
-- | OVERFLOW | payloads |  |
