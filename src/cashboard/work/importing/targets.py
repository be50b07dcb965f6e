"""What a column of a list can be, and what columns that are it are usually called."""

from __future__ import annotations

from cashboard.work.list_files.headers import normalised

TITLES = {
    "title": "Title",
    "key": "Id there",
    "status": "Status",
    "description": "Description",
    "responsible": "Responsible",
    "coworkers": "Co-workers",
    "labels": "Labels",
    "start": "Start",
    "due": "Due",
    "created": "Created",
    "completed": "Completed",
    "checklist": "Checklist",
    "comments": "Comment",
    "parent": "Parent's id",
    "next": "Id of what comes after",
    "previous": "Id of what comes before",
    "archived": "Archived",
}
"""Target -> its name on the screen."""

MANY = frozenset({"labels", "coworkers", "comments", "parent", "next", "previous", "checklist"})
"""Targets that several columns can be at once."""

DATES = ("start", "due", "created", "completed")
IGNORED = "ignore"

_NAMES = {
    "title": """title|summary|name|card name|card title|task name|task|subject|issue summary|work item|titel
        |betreff|aufgabe|aufgabenname|zusammenfassung|bezeichnung|titre|nom|résumé|título|titulo|nombre|asunto
        |titolo|oggetto|taak|taaknaam|onderwerp""",
    "key": """key|id|issue key|card id|task id|ticket|ticket id|number|no|nr|external id|work item id|issue id
        |schlüssel|vorgangsschlüssel|nummer|aufgaben-id|id there|clé|identifiant|clave|número|chiave|numero
        |sleutel""",
    "status": """status|state|list|list name|column|stage|bucket|bucket name|section/column|section|phase
        |zustand|liste|spalte|bucketname|statut|état|estado|columna|lista|stato|colonna|fase""",
    "description": """description|details|notes|note|body|content|beschreibung|notizen|bemerkung|descripción
        |notas|descrizione|omschrijving|beschrijving""",
    "responsible": """responsible|assignee|assigned to|owner|responsible person|bearbeiter|verantwortlich
        |verantwortlicher|zugewiesen an|zugewiesen|zuständig|responsable|assigné à|asignado a|asignado
        |responsabile|assegnato a|toegewezen aan|verantwoordelijke""",
    "coworkers": "co-workers|coworkers|members|participants|watchers|mitarbeiter|mitglieder|teilnehmer",
    "labels": """labels|label|tags|tag|categories|category|components|component/s|component
        |bezeichnungen|etiketten|étiquettes|etiquetas|etichette|schlagwörter|stichwörter""",
    "start": """start|start date|starts|begin|started on|startdatum|beginn|date de début|fecha de inicio
        |data di inizio""",
    "due": """due|due date|deadline|due on|end date|target date|fällig|fälligkeitsdatum|fällig am|fälligkeit
        |frist|échéance|date d'échéance|vencimiento|fecha de vencimiento|scadenza|vervaldatum""",
    "created": """created|created at|created on|created date|creation date|date created|opened|erstellt
        |erstellt am|erstelldatum|angelegt|créé le|date de création|creado|fecha de creación|creato
        |aangemaakt""",
    "completed": """completed|completed at|completed on|completed date|resolved|resolution date|closed
        |closed at|date completed
        |erledigt|erledigt am|abgeschlossen|abgeschlossen am|abschlussdatum|terminé le
        |completado|completato|voltooid""",
    "checklist": "checklist|checklists|checklist items|todo|to do|subtasks|checkliste|prüflistenelemente",
    "comments": "comment|comments|kommentar|kommentare|commentaire|commentaires|comentario|comentarios",
    "parent": "parent|parent id|parent key|parent issue|übergeordnet|epic link|epic",
    "next": "blocks|outward issue link (blocks)|comes before|successors|successor|next|nachfolger",
    "previous": """blocked by|is blocked by|inward issue link (blocks)|depends on|predecessors|predecessor
        |previous|vorgänger""",
    "archived": "archived|is archived|archiviert",
}
NAMES: dict[str, frozenset[str]] = {
    target: frozenset(normalised(" ".join(name.split())) for name in names.split("|"))
    for target, names in _NAMES.items()
}
"""Target -> its known names, normalised."""

KNOWN = frozenset(name for names in NAMES.values() for name in names)
