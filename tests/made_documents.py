"""One plan written in every format that is read: the makers that tests of readers use."""

import io
from dataclasses import dataclass
from html import escape
from typing import Any

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    ListFlowable,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)


@dataclass(frozen=True)
class Part:
    """A heading (level from 1), a paragraph (level 0), a list or a table of a plan."""

    text: str = ""
    level: int = 0
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def as_text(plan: list[Part]) -> bytes:
    parts = []
    for part in plan:
        if part.rows:
            parts.append("\n".join("\t".join(row) for row in part.rows))
        elif part.items:
            parts.append("\n".join(f"- {item}" for item in part.items))
        else:
            parts.append(part.text)
    return ("\n\n".join(parts) + "\n").encode()


def as_markdown(plan: list[Part]) -> bytes:
    parts = []
    for part in plan:
        if part.rows:
            rule = "|".join("---" for _ in part.rows[0])
            lines = ["| " + " | ".join(row) + " |" for row in part.rows]
            parts.append("\n".join([lines[0], f"|{rule}|", *lines[1:]]))
        elif part.items:
            parts.append("\n".join(f"- {item}" for item in part.items))
        else:
            parts.append("#" * part.level + " " * bool(part.level) + part.text)
    return ("\n\n".join(parts) + "\n").encode()


def as_html(plan: list[Part]) -> bytes:
    parts = []
    for part in plan:
        if part.rows:
            rows = ["".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) for tag, row in _tagged(part.rows)]
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        elif part.items:
            parts.append("<ul>" + "".join(f"<li>{escape(item)}</li>" for item in part.items) + "</ul>")
        else:
            tag = f"h{part.level}" if part.level else "p"
            parts.append(f"<{tag}>{escape(part.text)}</{tag}>")
    menu = '<nav><a href="/">Home</a> <a href="/about">About us</a></nav>'
    return f"<!doctype html><html><body>{menu}<main>{''.join(parts)}</main></body></html>".encode()


def _tagged(rows: tuple[tuple[str, ...], ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [("td" if at else "th", row) for at, row in enumerate(rows)]


def as_docx(plan: list[Part]) -> bytes:
    document = docx.Document()
    for part in plan:
        if part.rows:
            table = document.add_table(rows=0, cols=len(part.rows[0]))
            for row in part.rows:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
        elif part.items:
            for item in part.items:
                document.add_paragraph(item, style="List Bullet")
        elif part.level:
            document.add_heading(part.text, part.level - 1)
        else:
            document.add_paragraph(part.text)
    return saved(document)


def saved(document: Any) -> bytes:
    """The bytes of a Word document."""
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def as_pdf(plan: list[Part], columns: int = 1) -> bytes:
    styles = getSampleStyleSheet()
    body = ParagraphStyle("body", parent=styles["BodyText"], fontSize=10, leading=12)
    cell = ParagraphStyle("cell", parent=body, fontSize=9, leading=11)
    sizes = {1: 24, 2: 16, 3: 12.5}
    width = (A4[0] - 120 - 24 * (columns - 1)) / columns
    story: list[Flowable] = []
    for part in plan:
        if part.rows:
            shown = [
                [Paragraph(f"<b>{escape(words)}</b>" if not at else escape(words), cell) for words in row]
                for at, row in enumerate(part.rows)
            ]
            grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
            story += [Table(shown, colWidths=[width / len(part.rows[0])] * len(part.rows[0]), style=grid), Spacer(1, 8)]
        elif part.items:
            story.append(ListFlowable([Paragraph(escape(item), body) for item in part.items], bulletType="bullet"))
        elif part.level:
            size = sizes[part.level]
            style = ParagraphStyle(f"h{part.level}", parent=styles["Heading1"], fontSize=size, leading=1.2 * size)
            story.append(Paragraph(escape(part.text), style))
        else:
            story.append(Paragraph(escape(part.text), body))
    data = io.BytesIO()
    frames = [Frame(60 + at * (width + 24), 70, width, A4[1] - 140, 0, 0, 0, 0) for at in range(columns)]
    template = BaseDocTemplate(data, pagesize=A4)
    template.addPageTemplates([PageTemplate("page", frames, onPage=_around)])
    template.build(story)
    return data.getvalue()


def _around(canvas: Canvas, template: BaseDocTemplate) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(60, A4[1] - 30, "Fenmarsh Combined Authority")
    canvas.drawCentredString(A4[0] / 2, 30, f"Page {template.page}")
