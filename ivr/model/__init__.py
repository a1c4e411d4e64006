"""Values and rules without any place of a call: plan, meetings, doors, talks. Imports nothing of ivr but itself."""
