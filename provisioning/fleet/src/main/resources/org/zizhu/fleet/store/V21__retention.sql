CREATE INDEX report_telemetry ON report (received_at) WHERE kind = 'telemetry';
