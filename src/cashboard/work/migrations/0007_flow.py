"""Statuses get limits, spaces the rules of how work starts, and cards the blockers that hold them up."""

import cashboard.activity.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('work', '0006_views'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.TextField(default='')),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Blocker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(default=cashboard.activity.clock.now, editable=False)),
                ('name', models.CharField(max_length=120)),
                ('description', models.CharField(default='', max_length=500)),
                ('scope', models.CharField(choices=[('local', 'This space only'), ('global', 'Every space'), ('on_demand', 'Spaces that add it')], editable=False, max_length=12)),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('created_at', models.DateTimeField(default=cashboard.activity.clock.now, editable=False)),
            ],
            options={
                'ordering': ('name', 'pk'),
            },
        ),
        migrations.AddField(
            model_name='card',
            name='blocked_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='space',
            name='default_status',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='work.status'),
        ),
        migrations.AddField(
            model_name='space',
            name='needs_responsible',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='status',
            name='limit',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='status',
            name='limit_rule',
            field=models.CharField(choices=[('warn', 'Warn'), ('refuse', 'Refuse')], default='warn', max_length=8),
        ),
        migrations.AddIndex(
            model_name='card',
            index=models.Index(condition=models.Q(('blocked_at__isnull', False)), fields=['space'], name='card_blocked'),
        ),
        migrations.AddField(
            model_name='block',
            name='card',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to='work.card'),
        ),
        migrations.AddField(
            model_name='block',
            name='owner',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='blocks_owned', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='blocker',
            name='space',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='blockers', to='work.space'),
        ),
        migrations.AddField(
            model_name='blocker',
            name='spaces',
            field=models.ManyToManyField(related_name='taken_up_blockers', to='work.space'),
        ),
        migrations.AddField(
            model_name='block',
            name='blocker',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='blocks', to='work.blocker'),
        ),
        migrations.AddConstraint(
            model_name='blocker',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('space', 'name'), name='blocker_once_in_space'),
        ),
        migrations.AddConstraint(
            model_name='blocker',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at', None), ('space', None)), fields=('name',), name='blocker_once_shared'),
        ),
        migrations.AddIndex(
            model_name='block',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['blocker', 'card'], name='block_of_blocker'),
        ),
        migrations.AddIndex(
            model_name='block',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['owner', 'began_at'], name='block_of_owner'),
        ),
        migrations.AddConstraint(
            model_name='block',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('card', 'blocker'), name='blocked_once_by_blocker'),
        ),
    ]
