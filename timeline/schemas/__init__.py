"""The shape of every kind of record as JSON Schemas (draft-07), for editors and for the web form.

They are made of the models in `timeline.records`, of the rules' own words, and of one table that
says what each field is; so an editor and the command line say the same. Imports nothing below
`timeline.rules`, and `timeline.messages`.
"""

from timeline.schemas.kinds import KINDS, Kind, file_name, schema_text, schemas
from timeline.schemas.models import Names
from timeline.schemas.told import FIELDS, Told

__all__ = ["FIELDS", "KINDS", "Kind", "Names", "Told", "file_name", "schema_text", "schemas"]
