"""The addresses of the annual reports."""

from django.urls import path

from gongkai.web.reporting.views import cells, report, sums

app_name = "reporting"
urlpatterns = [
    path("", report.listing, name="listing"),
    path("<slug:code>/<int:year>/", report.report, name="report"),
    path("<slug:code>/<int:year>/files/<str:kind>", report.file, name="file"),
    path("<slug:code>/<int:year>/freeze/", report.freeze, name="freeze"),
    path("<slug:code>/<int:year>/explain/", report.explain, name="explain"),
    path("<slug:code>/<int:year>/uncounted/", cells.uncounted, name="uncounted"),
    path("<slug:code>/<int:year>/cells/<str:cell>/", cells.cell, name="cell"),
    path("<slug:code>/<int:year>/cells/<str:cell>/cases.csv", cells.cell_csv, name="cell_csv"),
    path("<slug:code>/<int:year>/sum/", sums.page, name="sum"),
    path("<slug:code>/<int:year>/sum/cells/<str:cell>/", sums.cell, name="sum_cell"),
    path("<slug:code>/<int:year>/sum/files/<str:kind>", sums.file, name="sum_file"),
]
