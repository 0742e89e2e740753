-- Which version of the privacy policy a person was last here under; '' before the first time.
ALTER TABLE persons ADD COLUMN policy_version TEXT NOT NULL DEFAULT '';
