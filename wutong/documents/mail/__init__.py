"""Mail (.eml): headers as people read them, one body, attachments as parts, older text marked as quoted."""
