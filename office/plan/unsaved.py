"""What somebody has typed into a box or a form of the plan and has not saved: carried along, and shown again."""

from office.plan.form_page import submitted_form
from office.plan.form_values import unsaved_boxes
from office.plan.text_box import edit_page_again, unsaved_text


def unsaved_fields() -> dict[str, str]:
    """The fields that were submitted, for another form to carry along; {} if the request is from neither."""
    return unsaved_text() or unsaved_boxes()


def page_again(wrong: str) -> str:
    """The page with what was submitted and the reason why it is not saved; "" if nothing was."""
    boxes = unsaved_boxes()
    return edit_page_again(wrong) or (submitted_form(boxes["datei"]).page(wrong) if boxes else "")
