import django.db.models.deletion
import wutong.base.tokens
from django.db import migrations, models


def give_tokens(apps, schema_editor):
    """Each row that stands already gets a token of its own, before they must differ."""
    for name in ("Inquiry", "Mail"):
        for row in apps.get_model("wutong", name).objects.filter(token=None).only("pk").iterator():
            row.token = wutong.base.tokens.new_token()
            row.save(update_fields=["token"])


class Migration(migrations.Migration):

    dependencies = [
        ('wutong', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Enclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='IncomingMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.CharField(max_length=200)),
                ('validity', models.BigIntegerField()),
                ('number', models.BigIntegerField()),
                ('message_id', models.CharField(blank=True, max_length=400)),
                ('sender', models.CharField(blank=True, max_length=320)),
                ('subject', models.CharField(blank=True, max_length=300)),
                ('written_at', models.DateTimeField(null=True)),
                ('arrived_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('kept', 'kept'), ('taken', 'taken in'), ('waiting', 'waits for a person'), ('returned', 'a mail of ours came back'), ('automatic', 'an automatic notice'), ('set_aside', 'set aside')], default='kept', max_length=12)),
                ('recognised', models.CharField(blank=True, choices=[('token', 'by the token of the inquiry'), ('thread', 'by the mail it answers'), ('address', "by the sender's address"), ('person', 'by a person')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('settled_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='mail',
            name='mail_sent_has_time',
        ),
        migrations.AddField(
            model_name='inquiry',
            name='token',
            field=models.CharField(max_length=24, null=True),
        ),
        migrations.AddField(
            model_name='mail',
            name='about',
            field=models.CharField(blank=True, db_index=True, max_length=60),
        ),
        migrations.AddField(
            model_name='mail',
            name='claimed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='mail',
            name='in_reply_to',
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name='mail',
            name='reply_to',
            field=models.CharField(blank=True, max_length=320),
        ),
        migrations.AddField(
            model_name='mail',
            name='returned_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='mail',
            name='token',
            field=models.CharField(max_length=24, null=True),
        ),
        migrations.RunPython(give_tokens, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='inquiry',
            name='token',
            field=models.CharField(default=wutong.base.tokens.new_token, max_length=24, unique=True),
        ),
        migrations.AlterField(
            model_name='mail',
            name='token',
            field=models.CharField(default=wutong.base.tokens.new_token, max_length=24, unique=True),
        ),
        migrations.AlterField(
            model_name='intakebatch',
            name='way',
            field=models.CharField(choices=[('upload', 'uploaded in the browser'), ('folder', 'watched folder'), ('command', 'command line'), ('unit', 'sent by the unit on its page'), ('mail', 'mailbox')], max_length=10),
        ),
        migrations.AlterField(
            model_name='mail',
            name='state',
            field=models.CharField(choices=[('queued', 'Queued'), ('sending', 'Sending'), ('sent', 'Sent'), ('failed', 'Failed'), ('returned', 'Returned')], default='queued', max_length=10),
        ),
        migrations.AlterField(
            model_name='mail',
            name='to',
            field=models.EmailField(max_length=320),
        ),
        migrations.AddConstraint(
            model_name='mail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state__in', ['sent', 'returned'])), models.Q(models.Q(('state__in', ['sent', 'returned']), _negated=True), ('sent_at', None)), _connector='OR'), name='mail_sent_has_time'),
        ),
        migrations.AddConstraint(
            model_name='mail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('returned_at__isnull', False), ('state', 'returned')), models.Q(models.Q(('state', 'returned'), _negated=True), ('returned_at', None)), _connector='OR'), name='mail_returned_has_time'),
        ),
        migrations.AddField(
            model_name='enclosure',
            name='mail',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enclosures', to='wutong.mail'),
        ),
        migrations.AddField(
            model_name='enclosure',
            name='stored',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wutong.storedfile'),
        ),
        migrations.AddField(
            model_name='incomingmail',
            name='about',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wutong.mail'),
        ),
        migrations.AddField(
            model_name='incomingmail',
            name='batch',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mail', to='wutong.intakebatch'),
        ),
        migrations.AddField(
            model_name='incomingmail',
            name='call',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incoming', to='wutong.call'),
        ),
        migrations.AddField(
            model_name='incomingmail',
            name='inquiry',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='incoming', to='wutong.inquiry'),
        ),
        migrations.AddField(
            model_name='incomingmail',
            name='stored',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wutong.storedfile'),
        ),
        migrations.AddIndex(
            model_name='incomingmail',
            index=models.Index(fields=['state'], name='incoming_state'),
        ),
        migrations.AddConstraint(
            model_name='incomingmail',
            constraint=models.UniqueConstraint(fields=('account', 'validity', 'number'), name='incoming_once_per_number'),
        ),
        migrations.AddConstraint(
            model_name='incomingmail',
            constraint=models.UniqueConstraint(fields=('account', 'stored'), name='incoming_once_per_content'),
        ),
        migrations.AddConstraint(
            model_name='incomingmail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken'), _negated=True), ('call__isnull', False), _connector='OR'), name='incoming_taken_has_call'),
        ),
    ]
