"""Pages: read → one step or query → answer. Server-rendered templates with htmx."""
