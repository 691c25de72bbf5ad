-- What a service is called is asked of the units that have it.
CREATE INDEX present_service ON present (name) WHERE kind = 'service';
