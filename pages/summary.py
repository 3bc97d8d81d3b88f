"""What do I take with me?"""

import streamlit as st

from ihp_core.report.hourly import hourly_csv
from ihp_core.report.summary import summary_html
from ihp_core.text import say
from pages.components.draft import draft, project_text
from pages.components.frame import audience, frame
from pages.components.variants import variants
from pages.components.words import file_name, opening, summary_sentence

answer = frame("summary")
site, found, entered = answer.site, answer.assessment, draft()
reader = audience()
opening("summary", summary_sentence(answer))

files = {
    "project": ("json", "application/json", lambda: project_text(entered)),
    "hourly": ("csv", "text/csv", lambda: hourly_csv(found)),
    "page": ("html", "text/html", lambda: summary_html(site, found, audience=reader)),
}
for column, (name, (ending, mime, build)) in zip(st.columns(3), files.items(), strict=True):
    column.download_button(
        say(f"app.summary.{name}"),
        data=build,
        file_name=f"{file_name(str(entered.get('name', '')))}-{name}.{ending}",
        mime=mime,
        help=say(f"app.summary.{name}_help"),
        on_click="ignore",
        icon=":material/download:",
        disabled=name != "project" and not answer.current,
        width="stretch",
    )
variants(answer)
st.divider()
st.caption(say("app.summary.as_printed" if answer.current else "app.summary.held_back"))
if answer.current:
    st.iframe(summary_html(site, found, audience=reader), height="content")
