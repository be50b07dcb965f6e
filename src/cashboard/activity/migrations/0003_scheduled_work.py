"""When scheduled work is due next, and which process is at it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activity", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="ScheduledWork",
            fields=[
                ("name", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("due_at", models.DateTimeField()),
                ("holder", models.UUIDField(null=True)),
                ("alive_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("last_error", models.TextField(blank=True, default="")),
            ],
        ),
    ]
