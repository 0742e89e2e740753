-- Whoever drafts a change is told of other open plans for the same object.
CREATE INDEX plan_steps_by_object ON plan_steps (object_id, field);
