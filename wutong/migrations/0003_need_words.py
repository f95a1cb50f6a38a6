from django.db import migrations, models

from wutong.calls.models.replies import words_of_need
from wutong.calls.sureness import is_unsure


def work_out(apps, schema_editor):
    """Words and sureness of the needs that stand; the text index is made after the migrations (wutong/apps.py)."""
    rows = apps.get_model("wutong", "Need").objects
    for need in rows.only("call_id", "office_id", "title", "text", "places", "corrections").iterator(chunk_size=500):
        unsure = is_unsure(need.places, need.corrections)
        rows.filter(pk=need.pk).update(words=words_of_need(need), unsure=unsure)


class Migration(migrations.Migration):

    dependencies = [
        ('wutong', '0002_mailbox'),
    ]

    operations = [
        migrations.AddField(
            model_name='need',
            name='unsure',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='need',
            name='words',
            field=models.TextField(default='', editable=False),
        ),
        migrations.RunPython(work_out, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(fields=['call', 'office', 'is_current', 'unsure', 'id'], name='need_unsure'),
        ),
    ]
