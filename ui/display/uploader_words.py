"""The file uploader's own words, in Vietnamese."""

from __future__ import annotations

from markupsafe import Markup

from ui.display import markup

# Streamlit writes the uploader's own words in English and has no setting for them.
_UPLOADER = Markup("""<style>
[data-testid=stFileUploaderDropzone] button p,
[data-testid=stFileUploaderDropzoneInstructions] span{font-size:0}
[data-testid=stFileUploaderDropzone] button p::after{content:"Chọn tệp";font-size:1rem}
[data-testid=stFileUploaderDropzoneInstructions] span::after{font-size:.875rem;
content:"hoặc kéo thả vào đây, mỗi tệp tối đa %s MB"}
</style>""")


def translate_uploaders(most_megabytes: int) -> None:
    """Have every uploader of the page speak Vietnamese and name the largest size of a file."""
    markup.show_html(_UPLOADER % most_megabytes)
