import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organs', '0003_calendar_packs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Reported',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('format', models.CharField(max_length=10, verbose_name='格式')),
                ('cells', models.JSONField(verbose_name='数据')),
                ('behind', models.JSONField(verbose_name='计入的办件')),
                ('digest', models.CharField(max_length=64)),
                ('frozen_at', models.DateTimeField(verbose_name='确定时间')),
                ('token', models.CharField(blank=True, max_length=64)),
                ('frozen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reported', to='organs.organ')),
            ],
            options={
                'ordering': ['organ', 'year'],
            },
        ),
        migrations.CreateModel(
            name='Difference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cell', models.CharField(max_length=80)),
                ('was', models.PositiveIntegerField(verbose_name='上报数')),
                ('now', models.PositiveIntegerField(verbose_name='现在的数')),
                ('reason', models.TextField(max_length=1000, verbose_name='原因')),
                ('given_at', models.DateTimeField()),
                ('token', models.CharField(blank=True, max_length=64)),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reported', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='differences', to='reporting.reported')),
            ],
            options={
                'ordering': ['given_at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='reported',
            constraint=models.UniqueConstraint(fields=('organ', 'year'), name='a_year_is_reported_once'),
        ),
        migrations.AddIndex(
            model_name='difference',
            index=models.Index(fields=['reported', 'cell'], name='reporting_d_reporte_1fbd09_idx'),
        ),
    ]
