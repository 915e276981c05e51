from django.db import models


class SurveyRow(models.Model):
    """調査の行: one partner of one of the 課's projects, as it stood when the survey was made (122 from 105 projects).

    `project_key` is the same for the rows of one project, so that projects can be counted once. Names are frozen.
    """

    respondent = models.ForeignKey("reviews.Respondent", on_delete=models.CASCADE, related_name="rows")
    partner = models.ForeignKey(
        "projects.Partner", null=True, blank=True, on_delete=models.SET_NULL, related_name="survey_rows"
    )
    project_key = models.PositiveBigIntegerField("事業の番号")
    project_name = models.CharField("事業名", max_length=150)
    partner_name = models.CharField("協働の相手", max_length=120)
    runs = models.BooleanField("その年度に実施した", default=True)
    position = models.PositiveIntegerField("並び順", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "調査の行"
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["respondent", "position"], name="surveyrow_of_respondent")]

    def __str__(self):
        return f"{self.project_name}／{self.partner_name}"
