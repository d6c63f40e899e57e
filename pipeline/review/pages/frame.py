"""A run on the table in, the frame of its pages out: navigation, language, theme, views."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from fastapi import Request
from nicegui import PageArguments, ui

from pipeline.results.report_page import marks_style
from pipeline.results.report_words import Language
from pipeline.review.desk import Desk
from pipeline.review.pages.facts import show_facts
from pipeline.review.pages.overview import show_overview
from pipeline.review.pages.panel import show_panel
from pipeline.review.pages.queue import show_number, show_queue
from pipeline.review.pages.reading import show_document
from pipeline.review.pages.session import Session, shown_name
from pipeline.review.visitor import LANGUAGE, THEME, Theme, Visitor, read_visitor, remembering

_STYLE = Path(__file__).with_name("review.css")
_VIEWS = (("overview", "/"), ("queue", "/queue"), ("facts", "/facts"), ("panel", "/panel"))
_View = Callable[[Session, PageArguments], object]
_DARK = {Theme.AUTO: None, Theme.LIGHT: False, Theme.DARK: True}


def build_root(desk: Desk) -> Callable[[Request], None]:
    """Return what builds every page: the same frame, the view by its address."""

    def root(request: Request) -> None:
        visitor = read_visitor(request.cookies, request.headers.get("accept-language", ""))
        _prepare(visitor)
        session = _frame(desk, visitor)
        with ui.element("div").props('id=main tabindex="-1"'):
            ui.sub_pages(
                {
                    "/": partial(show_overview, session),
                    "/queue": partial(show_queue, session),
                    "/facts": _with_arguments(session, show_facts),
                    "/panel": partial(show_panel, session),
                    "/document/{place}": _with_arguments(session, show_document),
                    "/number/{place}/{mention}": _with_arguments(session, show_number),
                },
                show_404=False,
            )

    return root


def _with_arguments(session: Session, show: _View) -> Callable[[PageArguments], object]:
    def view(arguments: PageArguments) -> object:
        return show(session, arguments)

    return view


def _prepare(visitor: Visitor) -> None:
    language = visitor.words.html_language
    ui.add_head_html(f'<script>document.documentElement.lang = "{language}"</script>')
    ui.add_css(marks_style() + _STYLE.read_text(encoding="utf-8"))
    ui.page_title(visitor.words("review.title"))


def _frame(desk: Desk, visitor: Visitor) -> Session:
    words = visitor.words
    dark = ui.dark_mode(_DARK[visitor.theme])
    with ui.header().classes("top-bar"):
        ui.link(words("review.skip"), "#main").classes("skip")
        with ui.element("nav").props(f'aria-label="{words("review.navigation")}"'):
            for name, address in _VIEWS:
                ui.link(words(f"review.{name}"), address)
        line = ui.label().props("role=status aria-live=polite").classes("line")
        name_button = ui.button(shown_name(visitor)).props("flat dense no-caps")
        theme = ui.button(words(f"review.theme_{visitor.theme}")).props("flat dense no-caps")
        ui.button(words("review.language"), on_click=lambda: _switch_language(visitor)).props(
            "flat dense no-caps"
        )
    session = Session(desk, visitor, line, name_button)
    name_button.on_click(session.ask_name)
    theme.on_click(lambda: _switch_theme(visitor, theme, dark))
    return session


def _switch_language(visitor: Visitor) -> None:
    others = [language for language in Language if language is not visitor.language]
    ui.run_javascript(f"{remembering(LANGUAGE, others[0])}; location.reload()")


def _switch_theme(visitor: Visitor, button: ui.button, dark: ui.dark_mode) -> None:
    themes = list(Theme)
    visitor.theme = themes[(themes.index(visitor.theme) + 1) % len(themes)]
    dark.set_value(_DARK[visitor.theme])
    button.set_text(visitor.words(f"review.theme_{visitor.theme}"))
    ui.run_javascript(remembering(THEME, visitor.theme))
