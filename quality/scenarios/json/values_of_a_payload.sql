-- Values out of a JSON payload: types, defaults, arrays; a text that is no JSON gives NULL, or goes to the ledger when asked to.
CREATE TABLE payloads (device STRING, body STRING) WITH ('connector' = 'scenario');

INSERT INTO payloads VALUES
  ('d1', '{"temp": 20.5, "ok": true, "tags": ["a", "b"], "motor": {"rpm": 1500}}'),
  ('d2', '{"temp": "n/a", "tags": []}'),
  ('d3', NULL);

SELECT device,
  JSON_VALUE(body, '$.temp' RETURNING DOUBLE) AS temp,
  JSON_VALUE(body, 'lax $.motor.rpm' RETURNING INT DEFAULT 0 ON EMPTY) AS rpm,
  JSON_VALUE(body, 'lax $.tags[0]') AS tag,
  JSON_QUERY(body, '$.tags') AS tags,
  JSON_EXISTS(body, '$.ok') AS has_ok,
  body IS JSON OBJECT AS is_object
FROM payloads;
-- expect
-- | d1 | 20.5 | 1500 | a | ["a","b"] | TRUE | TRUE |
-- | d2 | NULL | 0 | NULL | [] | FALSE | TRUE |
-- | d3 | NULL | NULL | NULL | NULL | NULL | FALSE |
